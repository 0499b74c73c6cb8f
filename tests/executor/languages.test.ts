import { languageTests } from './languages.ts'

languageTests(({ missing }) => missing)
