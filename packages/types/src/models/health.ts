import { choice, integer, many, model, text } from '../model.ts'

export const healthModels = {
  healthStatus: model({
    name: text(),
    ping: integer(),
    status: choice('pass', 'fail'),
  }),
  healthStatusList: model({
    total: integer(),
    statuses: many('healthStatus'),
  }),
  healthVersion: model({
    version: text(),
  }),
  healthQueue: model({
    size: integer(),
  }),
  healthTime: model({
    remoteTime: integer(),
    localTime: integer(),
    diff: integer(),
  }),
  healthAntivirus: model({
    version: text(),
    status: choice('disabled', 'offline', 'online'),
  }),
  healthCertificate: model({
    name: text(),
    subjectSN: text('www.google.com'),
    issuerOrganisation: text('Google Trust Services LLC'),
    validFrom: text(),
    validTo: text(),
    signatureTypeSN: text(),
  }),
}
