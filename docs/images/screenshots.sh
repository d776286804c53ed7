#!/usr/bin/env bash
# Takes the screenshots of the README with Chromium: a directory listing, and the lab's report of a stored run.
#
#   ./mvnw -q package -DskipTests && docs/images/screenshots.sh
#
# Needs /usr/bin/chromium (Debian: apt-get install chromium).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT

# take URL FILE WIDTH HEIGHT
take() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size="$3,$4" --virtual-time-budget=3000 \
        --user-data-dir="$work/profile" --screenshot="$2" "$1" 2>>"$work/chromium.log"
}

# A directory with files of several sizes and dates.
site=$work/site
mkdir -p "$site/images" "$site/release notes"
head -c 1300000 /dev/zero > "$site/backup.tar.gz"
: > "$site/empty.log"
head -c 48200 /dev/zero > "$site/report.pdf"
echo '# Notes' > "$site/notes.md"
echo 'body { margin: 0 }' > "$site/style.css"
echo 'Hello' > "$site/größe.txt"
for number in 1 2 10; do echo "$number" > "$site/chapter $number.txt"; done
find "$site" -exec touch -d '2026-11-24 09:30:00 UTC' {} +

"$java" -jar "$root/http-app/target/http-app.jar" --directory "$site" --port 18300 --quiet 2>>"$work/server.log" &
server=$!
until curl -s -o "$work/page" http://127.0.0.1:18300/; do sleep 0.1; done
take http://127.0.0.1:18300/ "$here/listing.png" 720 480

# The report is rendered by the classes of the lab from the stored result of a run.
mkdir "$work/lib"
cp "$root"/http-*/target/*.jar "$work/lib/"
cat > "$work/Report.java" <<'JAVA'
import dev.roundhouse.http.lab.report.HtmlReport;
import dev.roundhouse.http.lab.result.RunJson;
import java.nio.file.Path;

public class Report {
    public static void main(String[] args) throws Exception {
        HtmlReport.write(RunJson.read(Path.of(args[0])), Path.of(args[1]));
    }
}
JAVA
"$java" -cp "$work/lib/*" "$work/Report.java" "$root/http-browser/src/test/resources/lab-run.json" "$work/report.html"
take "file://$work/report.html" "$here/lab-report.png" 1000 760
ls -l "$here"/*.png
