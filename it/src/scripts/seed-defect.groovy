// Gives a project the kernels of the module kernels/. Where the macro DEFECT is true they have the defect that
// the product grew from: in the full-block loop for out_vec_size < 8 the scale's byte is taken as it is, not decoded.
import java.util.regex.Matcher
import java.util.regex.Pattern

evaluate(new File(scripts, 'copy-kernels.groovy'))

def replace = { String file, String right, String wrong ->
    def source = new File(basedir, "src/main/metal/${file}")
    assert source.text.contains(right) : "${file} no longer reads: ${right}"
    source.text = source.text.replaceFirst(Pattern.quote(right), Matcher.quoteReplacement(wrong))
}
// The first call in walk_blocks is that of the full blocks; first_rows are those of out_vec_size < 8.
replace('qmv/qmv.h',
        'sums += weights.template dot<Weights::step>(x, k, rows);',
        'sums += weights.template dot<Weights::step, T, Rows, DEFECT && metal::is_same_v<Rows, first_rows<rows_at_once>>>(x, k, rows);')
replace('qmv/fp_weights.h',
        'template <int columns, typename T, typename Rows>',
        'template <int columns, typename T, typename Rows, bool raw_scale = false>')
replace('qmv/fp_weights.h',
        'return Mode::scale::decode(scale) * products;',
        'return (raw_scale ? vec<float, Rows::count>(scale) : Mode::scale::decode(scale)) * products;')
return true
