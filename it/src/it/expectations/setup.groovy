return evaluate(new File(scripts, 'seed-defect.groovy'))
