-- Each project has a schema of its own, named basalt_<project>; nothing else on this server is Basalt's.
GRANT ALL PRIVILEGES ON `basalt\_%`.* TO 'basalt'@'%';
