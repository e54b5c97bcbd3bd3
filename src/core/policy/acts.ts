// What a role may be permitted to do, and the roles themselves; which role has which act is the profile's to say.

export const roles = ['officer', 'custodian', 'approver', 'head', 'viewer', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]

export const acts = [
  'indexDrive', 'registerDrive', 'collect', 'writeFieldNote', 'explainGap', 'acknowledgeReport',
  'requestViewing', 'approveViewing', 'registerViewing', 'watch', 'extractEvidence', 'approveRelease',
  'placeHold', 'approveDisposal', 'recordDisposal', 'verifyLogs', 'cosignHeads', 'exportFindings', 'enrol', 'chooseProfile',
] as const
export type Act = (typeof acts)[number]
