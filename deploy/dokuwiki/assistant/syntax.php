<?php

use dokuwiki\Extension\SyntaxPlugin;

/**
 * {{assistant}}: the Boardwise assistant inside a page.
 *
 * {{assistant lang=fr theme=dark mode=floating collection=sales topic=budget}} is the chat,
 * {{assistant q="Does advertising pay?"}} a card with one cited answer.
 */
class syntax_plugin_assistant extends SyntaxPlugin
{
    /** What may be chosen, and what it may be. */
    private const CHOICES = [
        'lang' => '/^(fr|en)$/',
        'theme' => '/^(auto|light|dark|contrast)$/',
        'mode' => '/^(inline|floating)$/',
        'collection' => '/^[^\s"<>]{1,200}$/u',
        'topic' => '/^[a-z0-9-]{1,60}$/',
    ];

    /** @inheritdoc */
    public function getType()
    {
        return 'substition';
    }

    /** @inheritdoc */
    public function getPType()
    {
        return 'block';
    }

    /** @inheritdoc Before the media of DokuWiki (320), which also stand in double braces. */
    public function getSort()
    {
        return 300;
    }

    /** @inheritdoc */
    public function connectTo($mode)
    {
        $this->Lexer->addSpecialPattern('\{\{assistant(?:\s[^\}]*)?\}\}', $mode, 'plugin_assistant');
    }

    /** @inheritdoc */
    public function handle($match, $state, $pos, Doku_Handler $handler)
    {
        $chosen = ['question' => ''];
        preg_match_all('/([a-z]+)=(?:"([^"]*)"|(\S+))/u', substr($match, 11, -2), $found, PREG_SET_ORDER);
        foreach ($found as $each) {
            $value = $each[3] ?? $each[2];
            if ($each[1] === 'q') {
                $chosen['question'] = trim($value);
            } elseif (isset(self::CHOICES[$each[1]]) && preg_match(self::CHOICES[$each[1]], $value)) {
                $chosen[$each[1]] = $value;
            }
        }
        return $chosen;
    }

    /** @inheritdoc */
    public function render($format, Doku_Renderer $renderer, $data)
    {
        if ($format !== 'xhtml') {
            return false;
        }
        $server = rtrim($this->getConf('server'), '/');
        if (!preg_match('#^https?://[^\s"<>]+$#', $server)) {
            $renderer->doc .= '<div class="error">' . hsc($this->getLang('unset')) . '</div>';
            return true;
        }
        $question = $data['question'];
        unset($data['question']);
        $renderer->doc .= $question === ''
            ? $this->chat($server, $data)
            : $this->card($server, $data, $question);
        return true;
    }

    /** The web component; its script takes care of being loaded only once. */
    private function chat($server, array $choices)
    {
        $attributes = '';
        foreach ($choices as $name => $value) {
            $attributes .= " $name=\"" . hsc($value) . '"';
        }
        return '<script src="' . hsc($server) . '/embed/assistant-chat.js" defer></script>'
            . "<assistant-chat$attributes></assistant-chat>";
    }

    /** One cited answer in a frame, with a link for readers whose browser shows none. */
    private function card($server, array $choices, $question)
    {
        $address = "$server/card?" . http_build_query($choices + ['q' => $question], '', '&', PHP_QUERY_RFC3986);
        return '<iframe src="' . hsc($address) . '" title="' . hsc($question) . '" loading="lazy"'
            . ' style="width:100%;height:40em;border:0"></iframe>'
            . '<p><a href="' . hsc($address) . '">' . hsc($question) . '</a></p>';
    }
}
