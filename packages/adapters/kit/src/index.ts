/** What every adapter shares: the port, the flow, the one error, and the rules for talking HTTP. */
export * as Answer from "./Answer.ts"
export * as Failure from "./Failure.ts"
export * as Http from "./Http.ts"
export * as RetryAfter from "./RetryAfter.ts"
export * as Settings from "./Settings.ts"
export * as Update from "./Update.ts"
export * as Vendor from "./Vendor.ts"
export * as VendorError from "./VendorError.ts"
