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
def format = '%-18s %6s %9s %6s %6s | %11s %6s'
println String.format(format, 'bug', 'cells', 'can show', 'show', '', 'right cells', 'passed')
def table = canShow.collect { bug, rule ->
    def cells = report.cells.findAll { it.at.variant == bug }
    def twins = report.cells.findAll { it.at.variant == "${bug}_right" }
    def can = cells.findAll { rule(it.at) }
    def show = can.count { it.status == 'mismatch' }
    println String.format(format, bug, cells.size(), can.size(), show, "${Math.floor(show * 1000 / can.size()) / 10} %",
            twins.size(), twins.count { it.status == 'pass' })
    (can.findAll { it.status != 'mismatch' } + cells.findAll { !rule(it.at) && it.status != 'pass' } + twins.findAll { it.status != 'pass' }).each {
        println "  ${it.id}: ${it.status}. ${it.message}"
    }
    [bug: bug, can: can.size(), show: show, cells: cells, twins: twins, silent: cells.findAll { !rule(it.at) }]
}
println "${table*.show.sum()} of ${table*.can.sum()} cells that can show a bug do, and ${table*.twins.sum()*.status.count('pass')} of " +
        "${table*.twins*.size().sum()} right cells pass."

assert table.size() == 10
table.each {
    assert it.can > 0 && it.show >= 0.95 * it.can : "${it.bug}: at least 95 % of the cells that can show the bug do"
    assert it.silent.every { it.status == 'pass' } : "${it.bug}: the rule names all cells that show it"
    assert it.twins.size() == it.cells.size() && it.twins*.status.unique() == ['pass'] : "${it.bug}: the right twin passes in every cell"
    def patterns = it.cells*.at*.pattern.unique()
    assert patterns.contains('nan') && patterns.contains('infinity') : "${it.bug}: NaN and infinities are among the inputs"
}
assert report.cells.size() == table*.cells.sum().size() + table*.twins.sum().size()

// What the smallest cases of the groups are: where the bug can show, and no larger than that needs.
def least = [
        softmax_padding  : [rows: 1, n: 1],
        softmax_zero_load: [rows: 1, n: 3],
        rms_norm_root    : [rows: 1, n: 1],
        l2_norm_root     : [rows: 1, n: 1],
        matmul_assign    : [M: 1, N: 1, K: 17],
        attention_scale  : [keys: 2, dims: 2],
]
println "${report.smallest.count { !it.stopped }} of ${report.smallest.size()} searches for a smallest case came to their end."
assert report.smallest.size() > 1
report.smallest.each {
    def bug = it.at.variant
    println "  ${it.id}: ${it.message}; ${it.nonZero} of ${it.changeable} elements are not 0, ${it.launches} launches ${it.stopped}"
    assert canShow[bug](it.at) && it.status == 'mismatch'
    if (!it.stopped) {
        assert it.nonZero <= 3
        least[bug]?.each { axis, size -> assert it.at[axis] == size : it.id }
    }
}

// In the log, one line tells the two kernels apart.
def log = new File(basedir, 'build.log').text
assert log =~ /matmul × matmul_assign × K > 16: \d+ cells/
assert !(log =~ /_right[^_]*× .*cells/)
return true
