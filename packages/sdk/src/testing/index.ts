export { type Check, conformance } from './conformance.ts'
export { openSession, type SessionOptions } from './open-session.ts'
export type { PretendVendor, SourceBench, TargetBench, VendorFault, WebhookBench } from './pretend-vendor.ts'
