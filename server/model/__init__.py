"""Language models: how one is asked, whatever it is reached by. Used only when one is configured."""
