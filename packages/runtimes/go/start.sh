# What compile.sh has made is the server with the function in it.
exec "${BASALT_FUNCTION_FOLDER:-$PWD/function}/.basalt/server"
