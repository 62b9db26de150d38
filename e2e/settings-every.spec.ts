import { categories, isWritable } from '@/lib/alphapy/catalogue/catalogue'
import { saveEverySetting } from './support/every-setting'
import { test } from './support/test'

for (const category of categories.filter(isWritable)) {
  test(`every setting of ${category} is stored as typed: least, most and odd; a wrong one is not sent`, async ({
    page,
  }) => {
    await saveEverySetting(page, category)
  })
}
