<?php

$lang['server'] = 'Address of the assistant, as readers of the wiki reach it: https://assistant.example.org';
