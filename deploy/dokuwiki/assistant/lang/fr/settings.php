<?php

$lang['server'] = 'Adresse de l’assistant, telle que les lecteurs du wiki la joignent : https://assistant.example.org';
