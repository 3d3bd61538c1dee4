"""The ground floor: building blocks without models, which import no app of this project."""
