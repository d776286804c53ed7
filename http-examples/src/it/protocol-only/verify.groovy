// Runs after the build of this project: the class path that Maven gave it must be http-protocol's jar and nothing
// else, and its main class must run on that class path and end its output with a line that ends in "ok".
import java.util.jar.JarFile

def jar = new File(basedir, 'target/protocol-only-1.0.jar')
def classPath = new JarFile(jar).withCloseable { it.manifest.mainAttributes.getValue('Class-Path') }
def entries = (classPath ?: '').trim().split(/\s+/)
assert entries.length == 1 && entries[0] ==~ /.*\/http-protocol-[^\/]*\.jar/: "http-protocol alone expected: ${classPath}"

def java = new File(System.getProperty('java.home'), 'bin/java').path
def process = new ProcessBuilder(java, '-jar', jar.path).redirectErrorStream(true).start()
def printed = process.inputStream.getText('UTF-8').trim()
def exit = process.waitFor()
println printed
assert exit == 0 && printed.endsWith('ok'): "ended with ${exit}"
return true
