"""What goes out: the parts behind ``trtui.desk.exports``, from the choice of records to the cells of a row."""
