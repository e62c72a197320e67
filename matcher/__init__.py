"""The service. Knows the law, the people, the store; decides who may do what and when."""
