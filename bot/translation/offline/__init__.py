"""Translation on this machine: models of CTranslate2, how they are found, brought and run."""
