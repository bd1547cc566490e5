"""What a sentence-transformers folder of multilingual-e5-small holds: tensors, settings files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.models.e5s1 import E5S1, Shape, Vocabulary
from assistant.models.unigram import tokenizer_json

# The model was trained with these before every text.
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "


def tensor_plan(shape: Shape) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Yield (name in BertModel, name in E5S1, shape); no E5S1 name means zeros."""
    h, f = shape.hidden, shape.feed_forward
    yield "embeddings.word_embeddings.weight", "emb.word", (shape.vocabulary, h)
    yield "embeddings.position_embeddings.weight", "emb.pos", (shape.positions, h)
    yield "embeddings.token_type_embeddings.weight", "emb.type", (shape.token_types, h)
    yield "embeddings.LayerNorm.weight", "emb.ln.w", (h,)
    yield "embeddings.LayerNorm.bias", "emb.ln.b", (h,)
    linear = {
        "attention.self.query": ("q", h, h),
        "attention.self.key": ("k", h, h),
        "attention.self.value": ("v", h, h),
        "attention.output.dense": ("ao", h, h),
        "intermediate.dense": ("fi", f, h),
        "output.dense": ("fo", h, f),
    }
    for layer in range(shape.layers):
        at = f"encoder.layer.{layer}."
        for name, (packed, rows, columns) in linear.items():
            yield f"{at}{name}.weight", f"l{layer}.{packed}.w", (rows, columns)
            yield f"{at}{name}.bias", f"l{layer}.{packed}.b", (rows,)
        for name, packed in (("attention.output", "aln"), ("output", "oln")):
            yield f"{at}{name}.LayerNorm.weight", f"l{layer}.{packed}.w", (h,)
            yield f"{at}{name}.LayerNorm.bias", f"l{layer}.{packed}.b", (h,)
    # Mean pooling never reads BERT's pooler, but loading without one prints a warning.
    yield "pooler.dense.weight", "", (h, h)
    yield "pooler.dense.bias", "", (h,)


def configuration(model: E5S1) -> dict[str, Any]:
    """The JSON files of a sentence-transformers folder, by name."""
    shape, words = model.shape, model.vocabulary
    steps = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    prompts = {"query": QUERY_PREFIX, "document": PASSAGE_PREFIX, "passage": PASSAGE_PREFIX}
    return {
        "config.json": _transformer(shape, words),
        "tokenizer.json": tokenizer_json(words),
        "tokenizer_config.json": _tokenizer(shape, words),
        "modules.json": [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(steps.items())
        ],
        "sentence_bert_config.json": {"max_seq_length": shape.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": prompts,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
    }


def _transformer(shape: Shape, words: Vocabulary) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.feed_forward,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": shape.layer_norm_eps,
        "hidden_act": "gelu",
        "pad_token_id": words.pad,
        "dtype": "float16",
    }


def _tokenizer(shape: Shape, words: Vocabulary) -> dict[str, Any]:
    return {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": shape.positions,
        "bos_token": words.pieces[words.bos],
        "cls_token": words.pieces[words.bos],
        "eos_token": words.pieces[words.eos],
        "sep_token": words.pieces[words.eos],
        "pad_token": words.pieces[words.pad],
        "unk_token": words.pieces[words.unknown],
        "mask_token": words.pieces[-1],
    }
