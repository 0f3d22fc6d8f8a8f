package create

import (
	"caracal/gui/files"
	"caracal/gui/words"
)

// Choose lets the person choose pictures from the disk, or a CSV file.
func (p *Page) Choose() {
	p.host.OpenFiles(words.ChoosePictures(), pictureFiles(), p.nearby(), p.Drop)
}

// ChooseFolder lets the person choose a folder of pictures.
func (p *Page) ChooseFolder() {
	p.host.OpenFolder(words.ChoosePictureFolder(), p.nearby(), func(path string) { p.Drop([]string{path}) })
}

// nearby is the folder that the picture comes from, where more of them are likely; empty where that is ours.
func (p *Page) nearby() string {
	if p.source == nil {
		return ""
	}
	return p.source.folder
}

// pictureFiles are what the page takes.
func pictureFiles() files.Kind {
	return files.Kind{Name: words.PictureFiles(), Extensions: []string{
		".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".heic", ".heif", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".csv",
	}}
}
