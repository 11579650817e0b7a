evaluate(new File(scripts, 'share-libraries.groovy'))
return evaluate(new File(scripts, 'seed-defect.groovy'))
