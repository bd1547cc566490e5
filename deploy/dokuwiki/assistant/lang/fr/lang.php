<?php

$lang['unset'] = 'L’adresse de l’assistant n’est pas réglée : un administrateur la règle dans le gestionnaire de configuration.';
