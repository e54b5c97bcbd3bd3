// What a role may be permitted to do, and the roles themselves; which role has which act is the profile's to say.

export const roles = ['officer', 'custodian', 'approver', 'head', 'viewer', 'auditor', 'administrator'] as const
export type Role = (typeof roles)[number]

/** A certificate's `role`: one role or several with spaces between; what is no role is left out. */
export const rolesOf = (text: string): readonly Role[] => text.split(' ').flatMap((word) => roles.filter((role) => role === word))

export const acts = [
  'indexDrive', 'registerDrive', 'collect', 'writeFieldNote', 'explainGap', 'acknowledgeReport',
  'requestViewing', 'approveViewing', 'registerViewing', 'watch', 'extractEvidence', 'approveRelease',
  'placeHold', 'approveDisposal', 'recordDisposal', 'verifyLogs', 'cosignHeads', 'exportFindings', 'enrol', 'chooseProfile',
  'keepCase', 'classify', 'answerFinding',
] as const
export type Act = (typeof acts)[number]

/** One is enough. Whoever may watch must be able to plug in what is to be watched; an auditor changes nothing. */
export const bringDriveActs = ['indexDrive', 'registerDrive', 'watch'] as const satisfies readonly Act[]
export const renameDriveActs = ['registerDrive', 'indexDrive'] as const satisfies readonly Act[]
