import { array, instant, integer, json, many, model, text } from '../model.ts'

/** Beyond the contract: passkeys are an addition of Basalt's own. */
export const passkeysModels = {
  passkey: model({
    $id: text(),
    $createdAt: instant(),
    userId: text(),
    name: text(),
    rpId: text(),
    credentialId: text(),
    transports: array(text()),
    lastUsedAt: instant(),
  }),
  passkeyList: model({
    total: integer(),
    passkeys: many('passkey'),
  }),
  passkeyOptions: model({
    challengeId: text(),
    expire: instant(),
    options: json(),
  }),
}
