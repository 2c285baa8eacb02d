"""What starting the interpreter costs."""
