/**
 * The house test: whether the repository still has the shape it was designed with.
 * It reads manifests, file names and imports, and runs nothing.
 */
import * as Anatomy from "./Anatomy.ts"
import * as Boundaries from "./Boundaries.ts"
import * as Manifests from "./Manifests.ts"
import * as Workspace from "./Workspace.ts"

/** Every violation as a sentence that begins with a path and ends with the way out; none means all is well. */
export const check = (root: string): ReadonlyArray<string> => {
  const workspace = Workspace.read(root)
  return [...Anatomy.check(workspace), ...Boundaries.check(workspace), ...Manifests.check(workspace)]
}
