// Starts builds beside the one that the invoker runs: maven(directory, log, environment, umask, arguments) gives the process.
maven = { File directory, File log, Map<String, String> environment, String umask, List<String> arguments ->
    def builder = new ProcessBuilder(['sh', '-c', "umask ${umask}; exec \"\$@\"".toString(), 'sh',
                                      new File(mavenHome, 'bin/mvn').path, '--batch-mode'] + arguments)
    builder.environment().putAll(environment)
    builder.directory(directory).redirectErrorStream(true).redirectOutput(log).start()
}
return true
