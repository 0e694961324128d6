# PHP keeps old code until it is told (facts §8).
code_reload
