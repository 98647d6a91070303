"""How a file becomes clients: the parts behind ``trtui.desk.imports``, from its header to taking it back."""
