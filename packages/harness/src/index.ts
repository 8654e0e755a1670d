/** For other teams: try a vendor's clauses at any server, with an adapter and a table of your own. */
export * as AtTwin from "./verify/AtTwin.ts"
export * as Finding from "./verify/Finding.ts"
export * as Guest from "./verify/Guest.ts"
export * as Target from "./verify/Target.ts"
export * as Verify from "./verify/Verify.ts"
