/** All that anybody takes out of this folder. */
export const used = "used";
