"""Everybody's work: who must do what, with which evidence, for one trainee or a cohort."""
