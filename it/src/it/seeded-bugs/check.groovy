import groovy.json.JsonSlurper

// Where a bug can show: what its inputs and sizes say, whatever the cells' verdicts are.
//
// Inputs with NaN or infinities show every bug: they are in one or two rows, heads or elements, and there are more.
def constant = { it.pattern == 'constant' }
// Below -80 or so, silu and gelu are 0 in every type, and so is twice that or silu of twice that. A first row of
// -infinity is all that these kernels have, and NaN it is, halved or not.
def tail = { it.pattern in ['shifted', 'masked-row'] }
// What stands for padding is exp(0 - m), which is nothing beside a sum of at least 1 if the largest number m is far
// above 0: with numbers of 2^12 or 2^40; and with a thousand distinct ones in steps of 1/8, of which m is 62. A bfloat
// has not as many such numbers, and m is 2.
def farAbove = { it.pattern == 'huge' || it.pattern == 'distinct' && it.n == 1000 && it.T != 'bfloat' }
// Rows of which half is -infinity: the norm is infinite, and x over it is 0 or NaN, over its square too.
def infiniteNorm = { it.pattern in ['masked', 'masked-row'] }
// Scores that are all alike, or to within 2^-24, weigh keys alike, whatever they are divided by and however they rise.
def alike = { it.pattern in ['constant', 'tiny'] }
// Scores that lie tens or more apart choose a single key, whatever they are divided by.
def farApart = { it.pattern in ['shifted', 'huge'] }
// A quotient of scores that are not known to 1: the contract says that its weights are open.
def canShow = [
        softmax_padding  : { it.n % 128 != 0 && !farAbove(it) },
        softmax_zero_load: { Integer.bitCount(it.n) != 1 && !farAbove(it) },
        gelu_half        : { !tail(it) },
        silu_twice       : { !tail(it) },
        // A number that is not negative is as it was. A row of -infinity stays one.
        leaky_relu_slope : { !(it.pattern in ['constant', 'masked-row']) },
        // The mean of squares is 1 for no input here, to within what a bfloat tells.
        rms_norm_root    : { true },
        l2_norm_root     : { !infiniteNorm(it) },
        matmul_assign    : { it.K > 16 },
        attention_scale  : { it.keys > 1 && it.dims > 1 && !alike(it) && !farApart(it) },
        // With 4 queries in 2 heads, the largest score of one of them is after the first 32 of 100 keys.
        attention_rescale: { it.keys > 32 && !alike(it) },
]

def report = new JsonSlurper().parse(new File(basedir, 'target/kernel-conformance/report.json'))
def format = '%-20s %6s %9s %6s %8s | %12s %7s %8s'
def table = [String.format(format, 'bug', 'cells', 'can show', 'show', '', 'right twin', 'fails', 'vacuous')]
def unexpected = []
def all = [can: 0, show: 0]
canShow.each { bug, rule ->
    def cells = report.cells.findAll { it.at.variant == bug }
    def twins = report.cells.findAll { it.at.variant == "${bug}_right" }
    def can = cells.findAll { rule(it.at) }
    def show = can.findAll { it.status == 'mismatch' }
    unexpected += cells.findAll { rule(it.at) != (it.status == 'mismatch') }
    unexpected += twins.findAll { it.status != 'pass' }
    all.can += can.size()
    all.show += show.size()
    table << String.format(format, bug, cells.size(), can.size(), show.size(), "${show.size() * 100 / can.size() as int} %",
            twins.size(), twins.count { !(it.status in ['pass', 'vacuous']) }, twins.count { it.status == 'vacuous' })
}
table.each { println it }
unexpected.each { println "${it.id}: ${it.status} ${it.message}" }

assert report.cells.every { it.status in ['pass', 'mismatch', 'vacuous'] }
return true
