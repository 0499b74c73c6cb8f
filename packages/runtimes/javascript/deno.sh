# Packages that the build has cached lie in the deployment; without any, those that are loaded go to /tmp.
cache="${BASALT_FUNCTION_FOLDER:-$PWD/function}/.deno"
[ -d "$cache" ] || cache=/tmp/.deno
export DENO_DIR="$cache" DENO_NO_UPDATE_CHECK=1
exec deno run --quiet --allow-all deno.mjs
