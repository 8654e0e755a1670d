/** A worker in Digits' words: a binding holds roles and access and nothing of the person. */
import type { Worker } from "@muster/core"

export const mapping: Worker.Mapping = []
