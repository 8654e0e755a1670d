/** Rules about versions: each is exact, and a package that repeats one of the root's versions repeats it rightly. */
import type { Manifest, Versions, Workspace } from "./Workspace.ts"

/** Every version that is a range, or that differs from the root's or from the package it names. */
export const check = ({ manifest, packages }: Workspace): ReadonlyArray<string> => {
  const own = packages.map((each) => [each.name, each.manifest.version ?? ""] as const)
  const known: Versions = { ...all(manifest), ...Object.fromEntries(own) }
  return [{ folder: ".", manifest }, ...packages].flatMap((each) =>
    Object.entries(all(each.manifest)).flatMap(([name, version]) => {
      const where = `${each.folder}/package.json asks for ${name} ${version}`
      if (!exact.test(version)) return [`${where}, which is not one exact version. Pin it.`]
      const expected = Object.hasOwn(known, name) ? known[name] : version
      return version === expected ? [] : [`${where}, the repository has ${expected}. Use that.`]
    })
  )
}

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/

const all = (manifest: Manifest): Versions => ({
  ...manifest.peerDependencies,
  ...manifest.devDependencies,
  ...manifest.dependencies
})
