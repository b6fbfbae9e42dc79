"""What the contribution form is made of, from the model: nothing is declared here."""
