// The project's kernels are those of the module kernels/; its local repository is a copy that nothing may change.
import java.nio.file.Files

evaluate(new File(scripts, 'share-libraries.groovy'))
evaluate(new File(scripts, 'copy-kernels.groovy'))
def from = localRepositoryPath.toPath()
def to = new File(basedir, 'repository').toPath()
Files.walk(from).withCloseable { files -> files.forEach { Files.copy(it, to.resolve(from.relativize(it).toString())) } }

def listing = []
new File(basedir, 'repository').eachFileRecurse { listing << "${it.path} ${it.isFile() ? it.length() + ' ' + it.lastModified() : ''}" }
new File(basedir, 'repository.before').text = listing.sort().join('\n')
// Root may write all the same, so the listing is compared, too.
new File(basedir, 'repository').eachFileRecurse { it.setWritable(false, false) }
new File(basedir, 'repository').setWritable(false, false)
return true
