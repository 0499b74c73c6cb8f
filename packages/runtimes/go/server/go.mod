module basalt.invalid/server

go 1.18
