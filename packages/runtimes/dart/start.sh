# What compile.sh has made is the server with the function in it. Dart cannot take the secret out of its own environment, so
# the server reads it from its standard input.
secret=$OPEN_RUNTIMES_SECRET
unset OPEN_RUNTIMES_SECRET
exec "${BASALT_FUNCTION_FOLDER:-$PWD/function}/.basalt/server" <<END
$secret
END
