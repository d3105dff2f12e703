/** The coat of arms of the demo authority, invented: a PNG of 90 x 108 pixels in base64. */
export const demoWappen = [
  'iVBORw0KGgoAAAANSUhEUgAAAFoAAABsBAMAAAAYpbiBAAAAElBMVEX///8UFBSqFB4UPIzwyCj6+vraShPOAAAAyUlEQVR42u3T',
  '2wkCMRBG4diB0QoUrMDTgGAFwvbfygriJZnMZCKuIsw87cPH4d+FTWnJW2Xvrcf1Zu+7XehP6ul6l9vjoXycQof+io7/8m29Pcrj',
  'LO8UOnTo0KFDt3TKTp3TP+vWR0H7JIvq1nC02cvqxnDU2YO6MQV1yKiWU9CHDGo5BX3IqBZTMIbIOEZ6VNdTsIaIOFZaxDHTdRwz',
  'Xcex01UcO13F6aTLOJ10GaeXLjhd/LqFzo6S48BPjgc/OC58f1XsF/z9zUQSGhYT7i/4AAAAAElFTkSuQmCC',
].join('');
