/** A place in the file: keys and indexes from the top. */
export type Path = readonly (string | number)[]
