/** Classes of a link from one step of the sign-in to another. */
export const linkClass = 'text-accent-text underline-offset-4 hover:underline'
