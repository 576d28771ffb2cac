import self from '../package.json' with { type: 'json' }

/** Of this hub, as it was published. */
export const version: string = self.version
