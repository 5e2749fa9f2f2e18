// Makes a picture that a person chose small enough to be kept in the browser.

/** More than a background can show, in pixels. */
const maxWidth = 1280;
const maxHeight = 720;

/** The picture as a JPEG in a data URL, of 100 to 300 KB; null for what is no picture. */
export async function shrinkPicture(file: Blob): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, maxWidth / picture.width, maxHeight / picture.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas.toDataURL("image/jpeg", 0.85);
  } catch (error) {
    // InvalidStateError: the file cannot be decoded.
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}
