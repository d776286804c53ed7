// Runs after the build of this project: each of its programs must run as a module, and end its output with "ok".
import java.util.jar.JarFile

def jar = new File(basedir, 'target/embedder-1.0.jar')
def libraries = new JarFile(jar).withCloseable { it.manifest.mainAttributes.getValue('Class-Path') }.trim().split(/\s+/)
def path = ([jar.path] + libraries.toList()).join(File.pathSeparator)
def java = new File(System.getProperty('java.home'), 'bin/java').path

['BytesToResponse', 'JsonApi'].each { program ->
    def process = new ProcessBuilder(java, '--module-path', path, '--module', 'com.example.embedder/com.example.embedder.' + program)
            .redirectErrorStream(true).start()
    def printed = process.inputStream.getText('UTF-8').trim()
    def exit = process.waitFor()
    println printed
    assert exit == 0 && printed.endsWith('ok'): "${program} ended with ${exit}"
}
return true
