import { phone } from '#http/kinds-identity.ts'
import { invalid, param, type Param } from '#http/params.ts'

export type MockNumber = { readonly phone: string; readonly otp: string }

/** A phone number with the code that signs it in. */
export function mockNumber(doc: string): Param<MockNumber> {
  const number = phone(doc)
  return param(
    (value, name, context) => {
      if (typeof value !== 'object' || value === null) throw invalid(name, 'must be an object with `phone` and `otp`')
      const { phone: given, otp } = value as { readonly phone?: unknown; readonly otp?: unknown } // checked below
      if (typeof otp !== 'string' || !/^\d{6}$/.test(otp)) throw invalid(`${name}.otp`, 'must be 6 digits')
      return { phone: number.parse(given, `${name}.phone`, context), otp }
    },
    { type: 'object', properties: { phone: { type: 'string' }, otp: { type: 'string' } }, required: ['phone', 'otp'] },
    { validator: 'mockNumber', fields: { phone: 'E.164', otp: '6 digits' } },
    doc,
  )
}
