# Compiles the function in the current folder, with the server of this folder around it, to .basalt/server.
set -e
here=$(cd "$(dirname "$0")" && pwd)
build=$PWD
entrypoint=${OPEN_RUNTIMES_ENTRYPOINT:-main.go}
case "/$entrypoint/" in
  */../*) echo "The entrypoint $entrypoint is outside of the function." && exit 1 ;;
esac
[ -f "$entrypoint" ] || { echo "The entrypoint $entrypoint is not in the deployment." && exit 1; }
[ -f go.mod ] || go mod init handler 2>/dev/null

work=$(mktemp -d "${HOME:-/tmp}/basalt-go-XXXXXX")
trap 'chmod -R u+w "$work" && rm -rf "$work"' EXIT
folder=$(dirname "$entrypoint" | sed 's:^\./*::; s:^\.$::')
mkdir "$work/main"
cat > "$work/main/go.mod" <<END
module basalt.invalid/main

go 1.18
END
cat > "$work/main/main.go" <<END
package main

import (
	"basalt.invalid/server"
	handler "$(GOWORK=off go list -m)${folder:+/$folder}"
)

func main() {
	server.Run(handler.Main)
}
END

# A workspace puts our package of types in the place of the published one, whatever version the function asks for.
export GOWORK="$work/go.work" GOFLAGS="-buildvcs=false $GOFLAGS" CGO_ENABLED=0
cd "$work"
go work init ./main
go work use "$here/types" "$here/server" "$build"
mkdir -p "$build/.basalt"
go build -ldflags='-s -w' -o "$build/.basalt/server" ./main
