<?php

namespace MediaWiki\Extension\Assistant;

use Html;
use MediaWiki\Hook\ParserFirstCallInitHook;
use MediaWiki\MediaWikiServices;
use Parser;
use ParserOutput;

/**
 * <assistant />: the Boardwise assistant inside a page.
 *
 * <assistant lang="fr" theme="dark" mode="floating" collection="sales" topic="budget" /> is the
 * chat, <assistant q="Does advertising pay?" /> a card with one cited answer.
 */
class Hooks implements ParserFirstCallInitHook {

	/** What may be chosen, and what it may be. */
	private const CHOICES = [
		'lang' => '/^(fr|en)$/',
		'theme' => '/^(auto|light|dark|contrast)$/',
		'mode' => '/^(inline|floating)$/',
		'collection' => '/^[^\s"<>]{1,200}$/u',
		'topic' => '/^[a-z0-9-]{1,60}$/',
	];

	/** @inheritDoc */
	public function onParserFirstCallInit( $parser ) {
		$parser->setHook( 'assistant', [ $this, 'render' ] );
	}

	/**
	 * @param string|null $input What stands between the tags; not used.
	 * @param array $attributes
	 * @param Parser $parser
	 * @return string HTML
	 */
	public function render( $input, array $attributes, Parser $parser ) {
		$config = MediaWikiServices::getInstance()->getMainConfig();
		$server = rtrim( (string)$config->get( 'AssistantServer' ), '/' );
		if ( !preg_match( '#^https?://[^\s"<>]+$#', $server ) ) {
			$told = wfMessage( 'assistant-unset' )->inLanguage( $parser->getTargetLanguage() )->text();
			return Html::element( 'div', [ 'class' => 'error' ], $told );
		}
		$chosen = [];
		foreach ( self::CHOICES as $name => $pattern ) {
			if ( preg_match( $pattern, $attributes[$name] ?? '' ) ) {
				$chosen[$name] = $attributes[$name];
			}
		}
		$question = trim( $attributes['q'] ?? '' );
		$output = $parser->getOutput();
		return $question === ''
			? $this->chat( $server, $chosen, $output )
			: $this->card( $server, $chosen, $question, $output );
	}

	/** The web component; its script stands in the head, once a page. */
	private function chat( string $server, array $chosen, ParserOutput $output ): string {
		$script = Html::element( 'script', [ 'src' => "$server/embed/assistant-chat.js", 'defer' => true ] );
		$output->addHeadItem( $script, 'assistant' );
		// For wikis that send a content security policy.
		$output->addExtraCSPScriptSrc( $server );
		$output->addExtraCSPDefaultSrc( $server );
		return Html::element( 'assistant-chat', $chosen );
	}

	/** One cited answer in a frame, with a link for readers whose browser shows none. */
	private function card( string $server, array $chosen, string $question, ParserOutput $output ): string {
		$address = "$server/card?" . wfArrayToCgi( $chosen + [ 'q' => $question ] );
		$output->addExtraCSPDefaultSrc( $server );
		$frame = Html::element( 'iframe', [
			'src' => $address,
			'title' => $question,
			'loading' => 'lazy',
			'style' => 'width:100%;height:40em;border:0',
		] );
		return $frame . Html::rawElement( 'p', [], Html::element( 'a', [ 'href' => $address ], $question ) );
	}
}
