<?php

$lang['unset'] = 'The address of the assistant is not set: an administrator sets it in the configuration manager.';
