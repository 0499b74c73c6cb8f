# Compiles the function in the current folder, with the server of this folder around it, to .basalt/server.
set -e
here=$(cd "$(dirname "$0")" && pwd)
entrypoint=${OPEN_RUNTIMES_ENTRYPOINT:-lib/main.dart}
case "/$entrypoint/" in
  */../*) echo "The entrypoint $entrypoint is outside of the function." && exit 1 ;;
esac
[ -f "$entrypoint" ] || { echo "The entrypoint $entrypoint is not in the deployment." && exit 1; }
if [ -f pubspec.yaml ] && [ ! -f .dart_tool/package_config.json ]; then dart pub get; fi
mkdir -p .basalt
cat > .basalt/main.dart <<END
import 'file://$here/server.dart' as server;
import '../$entrypoint' as function;

void main() => server.run(function.main);
END
dart compile exe .basalt/main.dart --output .basalt/server
